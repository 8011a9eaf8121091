/** The dictionary of single characters of OpenCC: "traditional simplified|traditional simplified|…". */
declare module "opencc-js/dict/TSCharacters" {
  const characters: string;
  export default characters;
}
