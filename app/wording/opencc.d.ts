/** The dictionaries of single characters of OpenCC: "traditional simplified|traditional simplified|…", and the other way round. */
declare module "opencc-js/dict/TSCharacters" {
  const characters: string;
  export default characters;
}
declare module "opencc-js/dict/STCharacters" {
  const characters: string;
  export default characters;
}
