import { describe, expect, it } from "vitest";
import { readEnv } from "~/platform/env.server";

describe("readEnv", () => {
  it("has a value for everything that need not be set", () => {
    const result = readEnv({});
    expect("env" in result && [result.env.PORT, result.env.WORKER, result.env.TRUST_PROXY, result.env.DATABASE_URL]).toEqual([
      3000,
      "inline",
      0,
      undefined,
    ]);
  });

  it("treats an empty variable as unset", () => {
    expect("env" in readEnv({ DATABASE_URL: "", PORT: "" })).toBe(true);
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "70000"],
    ["PUBLIC_URL", "desk.example.com"],
    ["TRUST_PROXY", "-1"],
    ["WORKER", "maybe"],
    ["LOG_LEVEL", "loud"],
    ["WEBHOOK_ALLOW_CIDR", "10.0.0.0/40"],
    ["MAIL_FROM", "Deskready"],
    ["WEBHOOK_ALLOW_CIDR", "10.0.0.0/8,intranet"],
  ])("%s=%s is named in a sentence", (name, value) => {
    const result = readEnv({ [name]: value });
    expect("faults" in result && result.faults[0]).toMatch(new RegExp(`^${name}: .*${value}`));
  });

  it.each([
    [{ SMTP_URL: "smtp://user:pass@mail.example.com" }, "MAIL_FROM: is wanted where SMTP_URL is set"],
    [{ MAIL_FROM: "desk@example.com" }, "SMTP_URL: is wanted where MAIL_FROM is set"],
  ])("wants a mail server and who writes together: %j", (given, sentence) => {
    const result = readEnv(given);
    expect("faults" in result && result.faults).toEqual([expect.stringContaining(sentence)]);
    expect(JSON.stringify(result)).not.toContain("pass");
  });

  it("names a mail server that is none without its value", () => {
    const result = readEnv({ SMTP_URL: "https://user:secret@mail.example.com", MAIL_FROM: "desk@example.com" });
    expect("faults" in result && result.faults).toEqual([expect.stringMatching(/^SMTP_URL: /)]);
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  it.each(["desk@example.com", "Deskready <desk@example.com>", "上岗 <desk@example.com>"])("takes %s as who writes", (from) => {
    expect("env" in readEnv({ SMTP_URL: "smtps://mail.example.com", MAIL_FROM: from })).toBe(true);
  });

  it("reads the ranges that webhooks may reach", () => {
    const result = readEnv({ WEBHOOK_ALLOW_CIDR: "10.0.0.0/8, fd00::/8" });
    expect("env" in result && result.env.WEBHOOK_ALLOW_CIDR).toEqual([
      { address: "10.0.0.0", bits: 8, family: "ipv4" },
      { address: "fd00::", bits: 8, family: "ipv6" },
    ]);
  });

  it.each([
    ["DATABASE_URL", "mysql://owner:secret@x/y"],
    ["DATABASE_APP_URL", "owner:secret"],
    ["METRICS_TOKEN", "secret"],
  ])("%s is named without its value", (name, value) => {
    const result = readEnv({ [name]: value });
    expect("faults" in result && result.faults).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
    expect(JSON.stringify(result)).not.toContain("secret");
  });
});
