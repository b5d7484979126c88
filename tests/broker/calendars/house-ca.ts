/** The authority of a house and a server's certificate of it for 127.0.0.1, made by openssl. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type House = {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly close: () => void;
};

export function makeHouse(): House {
  const folder = mkdtempSync(join(tmpdir(), "talon-house-"));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-days",
    "3650",
    "-subj",
    "/CN=The house",
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.pem"),
  );
  openssl(
    "req",
    "-new",
    ...newKey,
    "-subj",
    "/CN=calendars",
    "-keyout",
    file("key.pem"),
    "-out",
    file("request.pem"),
  );
  writeFileSync(file("names"), "subjectAltName=IP:127.0.0.1\n");
  const by = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-extfile", file("names")];
  openssl("x509", "-req", "-in", file("request.pem"), ...by, "-days", "3650", "-out", file("cert.pem"));
  const read = (name: string) => readFileSync(file(name), "utf8");
  return {
    ...{ ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") },
    ...{ caFile: file("ca.pem"), certFile: file("cert.pem"), keyFile: file("key.pem") },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A certificate of RSA that signed itself, as applications at Microsoft's sign-in have one. */
export function rsaPair(): { readonly cert: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), "talon-rsa-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=talon"];
  execFileSync("openssl", [...made, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
  rmSync(folder, { recursive: true, force: true });
  return pair;
}
