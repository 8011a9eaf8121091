import { describe, expect, it } from "vitest";
import { idParam, readForm, safeRedirect, slugParam, submissionIdOf, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";

describe("safeRedirect", () => {
  it.each([
    ["/today", "/today", "a path of ours"],
    ["/inbox?kind=practical#x", "/inbox?kind=practical#x", "with query and fragment"],
    ["//evil.example", "/", "protocol-relative"],
    ["/\\evil.example", "/", "a backslash that browsers read as a slash"],
    ["\\\\evil.example", "/", "two backslashes"],
    ["/%5Cevil.example", "/%5Cevil.example", "an encoded backslash stays a path of ours"],
    ["https://evil.example/", "/", "another host"],
    ["javascript:alert(1)", "/", "a script"],
    ["/a\nLocation: x", "/", "a line break"],
    ["/\t/evil.example", "/", "a tab, which browsers drop"],
    ["today", "/", "relative"],
    ["", "/", "empty"],
    [null, "/", "missing"],
    [42, "/", "no text"],
    [`/${"a".repeat(2001)}`, "/", "too long"],
    ["/./\u0000", "/", "a null character"],
    ["/a/..//evil.example", "/", "dots that leave two slashes in front"],
  ])("%j → %j (%s)", (to, expected, why) => {
    expect(safeRedirect(to), why).toBe(expected);
  });

  it("takes the fallback it is given", () => {
    expect(safeRedirect("//evil.example", "/sign-in")).toBe("/sign-in");
  });
});

async function thrown(act: () => unknown): Promise<Response> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("forms and parameters", () => {
  it("refuses a body that is no form with 400", async () => {
    const request = new Request("http://x.invalid", { method: "POST", body: "{", headers: { "Content-Type": "application/json" } });
    expect((await thrown(() => readForm(request))).status).toBe(400);
  });

  it("refuses a body that says it is too large with 413", async () => {
    const request = new Request("http://x.invalid", {
      method: "POST",
      body: "a=1",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": "2000000" },
    });
    expect((await thrown(() => readForm(request))).status).toBe(413);
  });

  it("reads a submission id, none, and refuses junk with 400", async () => {
    const form = new FormData();
    expect(submissionIdOf(form)).toBeNull();
    const id = newId();
    form.set("submissionId", id);
    expect(submissionIdOf(form)).toBe(id);
    form.set("submissionId", "1; drop table person");
    expect((await thrown(() => submissionIdOf(form))).status).toBe(400);
  });

  it("trims a text and treats a file as none", () => {
    const form = new FormData();
    form.set("name", "  陈曦 ");
    form.set("photo", new Blob(["x"]));
    expect([textOf(form, "name"), textOf(form, "photo"), textOf(form, "missing")]).toEqual(["陈曦", "", ""]);
  });

  it("answers 404 to an id that is none", async () => {
    expect((await thrown(() => idParam("12"))).status).toBe(404);
    expect((await thrown(() => idParam(undefined))).status).toBe(404);
    expect(slugParam("bag-families-2")).toBe("bag-families-2");
    for (const slug of [undefined, "", "😀", "Bag", "a/b", "a b", "x".repeat(101)])
      expect((await thrown(() => slugParam(slug))).status).toBe(404);
  });
});
