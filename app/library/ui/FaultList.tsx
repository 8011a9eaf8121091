import { Link } from "@remix-run/react";
import type { ItemFault } from "~/curriculum/library-check.server";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { isEditable } from "../fields";
import { libraryMessages } from "../messages";
import { usePlace } from "./Diff";

const MOST = 100;

/** What is wrong, by item and field, each with the way to where it is mended. */
export function FaultList({ faults, title }: { faults: readonly ItemFault[]; title: string }) {
  const say = useT<string>(libraryMessages);
  const place = usePlace();
  return (
    <Notice tone="blocked" title={title}>
      <ul className="mt-1 space-y-1">
        {faults.slice(0, MOST).map((fault, i) => {
          const where = [isEditable(fault.kind) ? say(fault.kind === "topic" ? "topic" : `one.${fault.kind}`) : fault.kind, fault.slug]
            .filter(Boolean)
            .join(" ");
          return (
            <li key={i}>
              {isEditable(fault.kind) && fault.slug ? (
                <Link to={`/library/${fault.kind}/${fault.slug}/edit`} className="link">
                  {where}
                </Link>
              ) : (
                where
              )}
              {fault.path && (
                <span className="text-muted">
                  {" "}
                  · {place(fault.path.split(".").map((s) => (/^\d+$/.test(s) ? String(Number(s) + 1) : s)))}
                </span>
              )}
              : {fault.rule}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
