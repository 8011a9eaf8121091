import writeXlsxFile from "write-excel-file/node";

/** A made-up sheet of bags as a shop exports it, in the order of its columns. */
export const HEADINGS = ["商品编码", "商品名称", "价格", "分类", "颜色", "尺寸", "材质", "卖点", "工艺", "库位", "库存", "适合人群"];

const families = ["双肩包", "托特包", "斜挎包", "公文包", "手拿包"];
const materials = ["头层牛皮", "帆布", "涤纶牛津布", "高密度尼龙", "再生革", "羊绒呢", "亚麻混纺"];
const crafts = ["肩带根部打叉加固", "开口用压胶拉链", "边油手刷三遍", "里布全部包边", "五金电镀加厚", "包底双层热压"];
const customers = [
  "每天挤地铁的上班族",
  "带一岁宝宝出门的妈妈",
  "周末去山里住一晚的人",
  "参加婚礼的来宾",
  "要见客户的律师",
  "刚上大学的新生",
];
const of = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

/** Row `i` of that sheet. */
export function bag(i: number): (string | number)[] {
  const size = `${20 + (i % 31)} × ${12 + (i % 17)} × ${6 + (i % 7)} cm`;
  return [
    `BG-${String(1000 + i)}`,
    `${of(["晨线", "云边", "阔步", "小满"], i)}${of(families, i)}${i}`,
    `¥${String(59 + ((i * 37) % 940)).replace(/\B(?=(\d{3})+$)/g, ",")}.00 起`,
    of(families, i),
    "黑色、棕色",
    size,
    of(materials, i * 3 + Math.floor(i / 5)),
    "轻；耐磨；可上飞机",
    of(crafts, i + Math.floor(i / 7)),
    `${of(["A", "B", "C", "D"], i)}-${String(1 + (i % 30)).padStart(2, "0")}-${1 + (i % 4)}`,
    i % 90,
    of(customers, i),
  ];
}

/** The rows as an XLSX, under a title that spans the sheet. */
export async function xlsx(rows: readonly (readonly (string | number)[])[], headings: readonly string[] = HEADINGS): Promise<File> {
  const cell = (value: string | number) => ({ value, type: typeof value === "number" ? Number : String });
  const title = [{ value: "三只包 · 商品资料表", type: String, columnSpan: headings.length }, ...headings.slice(1).map(() => null)];
  const book = writeXlsxFile([title, headings.map(cell), ...rows.map((row) => row.map(cell))] as never);
  return new File([new Uint8Array(await book.toBuffer())], "products.xlsx");
}

/** The same as CSV text. */
export function csv(rows: readonly (readonly (string | number)[])[], headings: readonly string[] = HEADINGS): File {
  const line = (cells: readonly (string | number)[]) => cells.map((c) => `"${String(c).replaceAll('"', '""')}"`).join(",");
  return new File([[headings, ...rows].map(line).join("\r\n")], "products.csv");
}
