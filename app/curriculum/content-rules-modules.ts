import type { Ground } from "./content-ground";
import { faultOf, grouped, type ItemOf } from "./content-rules-items";
import type { ItemKind } from "./pack";
import type { PackFault } from "./read-pack.server";

/** The slugs of one kind by what they are asked for with. */
const bySlug = <K extends "quiz" | "simulation">(ground: Ground, kind: K) =>
  ground.once(`${kind} by slug`, () => new Map(ground.of(kind).map((item) => [item.slug, item])));

/**
 * The rules about a module: what it names is there, its quiz asks what its lessons teach, and it stays apart from the way to the desk. None of its questions is required
 * before the desk, none of its practice chats either, and no exam draws a topic of its questions.
 */
export function moduleFaults(module: ItemOf<"module">, ground: Ground): PackFault[] {
  const faults: PackFault[] = [];
  const add = (path: string, rule: string) => void faults.push(faultOf(module, path, rule));
  const follow = (path: string, kind: ItemKind, slug: string) => {
    if (!ground.has(kind, slug)) add(path, `there is no ${kind} "${slug}"`);
  };
  const { lessons, simulations, quiz } = module.body;
  lessons.forEach((slug, at) => follow(`lessons.${at}`, "lesson", slug));
  simulations.forEach((slug, at) => follow(`simulations.${at}`, "simulation", slug));
  follow("quiz", "quiz", quiz);

  const byLesson = ground.once("written questions by lesson", () => grouped(ground.written, (q) => q.body.lesson));
  const own = lessons.flatMap((slug) => byLesson.get(slug) ?? []);
  for (const { slug, body } of own)
    if (body.required) add("lessons", `"${slug}" is required before the desk; a question of a module is not`);
  simulations.forEach((slug, at) => {
    if (bySlug(ground, "simulation").get(slug)?.body.required)
      add(`simulations.${at}`, `"${slug}" is required before the desk; a practice chat of a module is not`);
  });
  for (const slug of bySlug(ground, "quiz").get(quiz)?.body.questions ?? []) {
    const asked = ground.question(slug);
    if (asked && !lessons.includes(asked.lesson)) add("quiz", `"${slug}" of its quiz is a question of another lesson`);
  }
  const topics = new Set(own.map((question) => question.body.topic));
  for (const exam of ground.of("exam")) {
    const drawn = exam.body.blueprint.find(({ topic }) => topics.has(topic));
    if (drawn) add("lessons", `the exam "${exam.slug}" draws from "${drawn.topic}", a topic of its questions`);
  }
  return faults;
}
