import {
  cursorDocEnd,
  cursorDocStart,
  history,
  historyKeymap,
  insertNewline,
  selectAll,
  selectDocEnd,
  selectDocStart,
} from "@codemirror/commands";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, type KeyBinding, keymap } from "@codemirror/view";

/** The editor of a text. Loaded when a script is written, and nowhere else; a plain text area stands in its place until then. */

export type Mark = { from: number; to: number; tone: "block" | "warn" | "comment" };

/** How the page speaks with whatever the text is written in. */
export type TextHandle = {
  text(): string;
  replace(from: number, to: number, insert: string): void;
  select(from: number, to: number): void;
};
export type CodeText = TextHandle & {
  /** Underline stretches of `text`; where something else stands by now nothing changes. */
  mark(text: string, marks: readonly Mark[]): void;
  destroy(): void;
};

type Options = {
  parent: HTMLElement;
  doc: string;
  attributes: Record<string, string>;
  /** Of the page: no style is taken without it. */
  nonce: string;
  onText: (text: string) => void;
  /** Alt+Enter and F8, with the place of the caret. */
  onFix: (at: number) => void;
  onNext: (at: number) => void;
};

const setMarks = StateEffect.define<readonly Mark[]>();
const drawn = {
  block: Decoration.mark({ class: "cm-block" }),
  warn: Decoration.mark({ class: "cm-warn" }),
  comment: Decoration.mark({ class: "cm-comment" }),
};

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setMarks))
        return Decoration.set(
          effect.value.filter(({ from, to }) => from < to).map(({ from, to, tone }) => drawn[tone].range(from, to)),
          true,
        );
    return set.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const wave = (colour: string) => ({
  textDecoration: `underline wavy ${colour}`,
  textDecorationThickness: "1.5px",
  textUnderlineOffset: "4px",
});
const look = EditorView.theme({
  "&": { fontSize: "1rem", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "var(--body-leading)", maxHeight: "28rem" },
  ".cm-content": { padding: "0.5rem 0.75rem", minHeight: "9rem", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0" },
  ".cm-block": wave("var(--blocked)"),
  ".cm-warn": wave("var(--waiting)"),
  ".cm-comment": { backgroundColor: "var(--accent-soft)", borderBottom: "2px solid var(--accent)" },
});

/** What the browser cannot do by itself where only a part of a long text is drawn. All other keys are the browser's: plain text needs no more. */
const plainKeys: readonly KeyBinding[] = [
  { key: "Enter", run: insertNewline, shift: insertNewline },
  { key: "Mod-a", run: selectAll },
  { key: "Mod-Home", run: cursorDocStart, shift: selectDocStart },
  { key: "Mod-End", run: cursorDocEnd, shift: selectDocEnd },
];

/** Put an editor into `parent`. */
export function mountCode({ parent, doc, attributes, nonce, onText, onFix, onNext }: Options): CodeText {
  let waiting: { text: string; marks: readonly Mark[] } | null = null;
  const at = (run: (head: number) => void) => (view: EditorView) => {
    run(view.state.selection.main.head);
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        EditorView.cspNonce.of(nonce),
        history(),
        keymap.of([{ key: "Alt-Enter", run: at(onFix) }, { key: "F8", run: at(onNext) }, ...plainKeys, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of(attributes),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ compositionend: () => void setTimeout(flush) }),
        marked,
        look,
      ],
    }),
  });
  // While characters are being chosen nothing is drawn: the input method would lose its place.
  function flush(): void {
    if (!waiting || view.composing || view.compositionStarted) return;
    const { text, marks } = waiting;
    waiting = null;
    if (view.state.doc.toString() === text) view.dispatch({ effects: setMarks.of(marks) });
  }
  return {
    text: () => view.state.doc.toString(),
    replace(from, to, insert) {
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        scrollIntoView: true,
        userEvent: "input.fix",
      });
      view.focus();
    },
    select(from, to) {
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
      view.focus();
    },
    mark(text, marks) {
      waiting = { text, marks };
      flush();
    },
    destroy: () => view.destroy(),
  };
}
