import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_ORIGIN, PERMISSIONS } from "../../electron/window/constants.ts";
import { type Launched, launchAskline } from "./launch.ts";

let askline: Launched;
beforeAll(async () => {
  askline = await launchAskline();
  await askline.page.waitForLoadState("domcontentloaded");
});
afterAll(() => askline?.close());

/** The window is still ours after something hostile was tried. */
async function stayed(): Promise<void> {
  expect(
    new URL(askline.page.url()).origin === "null" || askline.page.url().startsWith(`${APP_ORIGIN}/`),
  ).toBe(true);
  expect(await askline.page.evaluate(() => location.protocol + location.host)).toBe("app:askline");
  expect(askline.app.windows()).toHaveLength(1);
}

describe("the window's walls", () => {
  it("sets every preference of the security table", async () => {
    const preferences = await askline.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Not in Electron's published types, but the only way to see what a window really runs with.
      return (
        contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it("gives the page no Node and no raw bridge", async () => {
    const seen = await askline.page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, "require"),
      process: typeof Reflect.get(globalThis, "process"),
      bridge: Object.keys(Reflect.get(globalThis, "askline")).sort(),
    }));
    expect(seen).toEqual({
      require: "undefined",
      process: "undefined",
      bridge: ["call", "on", "pathsOf", "platform"],
    });
  });

  it.each([
    "https://example.org/",
    "http://127.0.0.1:9/",
    "file:///etc/passwd",
    "data:text/html,hello",
    "app://other/",
  ])("stays when a page tries to go to %s", async (address) => {
    await askline.page.evaluate((to) => {
      location.href = to;
    }, address);
    await askline.page.waitForTimeout(200);
    await stayed();
  });

  it("stays when a link of a hostile data set is pressed", async () => {
    await askline.page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "file:///etc/passwd";
      link.target = "_top";
      document.body.append(link);
      link.click();
      link.remove();
    });
    await askline.page.waitForTimeout(200);
    await stayed();
  });

  it("opens no second window, whatever the address", async () => {
    const opened = await askline.page.evaluate(() =>
      ["about:blank", "app://askline/", "file:///etc/passwd", "javascript:alert(1)"].map(
        (to) => window.open(to) === null,
      ),
    );
    expect(opened).toEqual([true, true, true, true]);
    await stayed();
  });

  it("hands only https and mailto links to the operating system", async () => {
    const handed = await askline.app.evaluate(async ({ shell, BrowserWindow }) => {
      const seen: string[] = [];
      const original = shell.openExternal;
      shell.openExternal = async (url) => void seen.push(url);
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const to of [
        "https://example.org/data",
        "mailto:steward@example.org",
        "http://example.org/",
        "file:///etc/passwd",
        "smb://server/share",
        "https://user:secret@example.org/",
      ]) {
        await page?.executeJavaScript(`window.open(${JSON.stringify(to)}); 0`, true);
      }
      shell.openExternal = original;
      return seen;
    });
    expect(handed).toEqual(["https://example.org/data", "mailto:steward@example.org"]);
  });

  it("fetches nothing from any network, nor from the disk", async () => {
    const outcomes = await askline.page.evaluate(async () => {
      const tried = ["https://example.org/", "http://127.0.0.1:9/", "file:///etc/passwd"];
      return Promise.all(
        tried.map((to) =>
          fetch(to)
            .then(() => "loaded")
            .catch(() => "refused"),
        ),
      );
    });
    expect(outcomes).toEqual(["refused", "refused", "refused"]);
  });

  it("loads no picture, frame or socket from elsewhere", async () => {
    const outcomes = await askline.page.evaluate(async () => {
      const picture = new Promise((done) => {
        const image = new Image();
        image.onload = () => done("loaded");
        image.onerror = () => done("refused");
        image.src = "https://example.org/a.png";
      });
      const frame = document.createElement("iframe");
      frame.src = "https://example.org/";
      document.body.append(frame);
      const socket = await new Promise((done) => {
        try {
          const opened = new WebSocket("wss://example.org/");
          opened.onopen = () => done("loaded");
          opened.onerror = () => done("refused");
        } catch {
          done("refused");
        }
      });
      await new Promise((done) => setTimeout(done, 200));
      let inside = "refused";
      try {
        // A frame that was refused shows an error page of another origin: reading it throws.
        inside = frame.contentDocument?.body.textContent ? "loaded" : "refused";
      } catch {
        inside = "refused";
      }
      frame.remove();
      return [await picture, inside, socket];
    });
    expect(outcomes).toEqual(["refused", "refused", "refused"]);
  });

  it("runs no script that is written into the page, and no text as code", async () => {
    const ran = await askline.page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.hostileScript = true";
      document.body.append(script);
      const holder = document.createElement("div");
      holder.innerHTML = '<img src="x" onerror="globalThis.hostileHandler = true">';
      document.body.append(holder);
      await new Promise((done) => setTimeout(done, 200));
      holder.remove();
      script.remove();
      return [Reflect.get(globalThis, "hostileScript"), Reflect.get(globalThis, "hostileHandler")];
    });
    expect(ran).toEqual([undefined, undefined]);
    // Asked in the page itself: the test driver's own evaluation is exempt from the policy.
    const evaluated = await askline.page.evaluate(
      () =>
        new Promise((done) => {
          const probe = document.createElement("a");
          probe.addEventListener("click", () => {
            try {
              done(new Function("return 'ran'")());
            } catch {
              done("refused");
            }
          });
          setTimeout(() => probe.click(), 0);
        }),
    );
    expect(evaluated).toBe("refused");
  });

  it("sends its policy as a header and repeats it in the page", async () => {
    const { header, meta } = await askline.page.evaluate(async () => ({
      header: (await fetch("/index.html")).headers.get("content-security-policy") ?? "",
      meta: document.querySelector("meta[http-equiv=Content-Security-Policy]")?.getAttribute("content") ?? "",
    }));
    expect(meta).toContain("default-src 'none'");
    expect(header).toBe(`${meta}; frame-ancestors 'none'`);
    expect(meta).not.toMatch(/unsafe|\*|https?:/);
  });

  it.each([
    "/../package.json",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/..%5c..%5cpackage.json",
    "//etc/passwd.json",
    "/%00.json",
  ])("serves nothing outside the page's folder: %s", async (path) => {
    const status = await askline.page.evaluate(
      (to) =>
        fetch(`app://askline${to}`)
          .then(async (answer) => (answer.ok ? await answer.text() : answer.status))
          .catch(() => 404),
      path,
    );
    expect(status).toBe(404);
  });

  it("denies what the table does not give", async () => {
    const outcomes = await askline.page.evaluate(async () => {
      const location = await new Promise((done) => {
        navigator.geolocation.getCurrentPosition(
          () => done("given"),
          (error) => done(error.code === 1 ? "denied" : `error ${error.code}`),
        );
      });
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => "given",
        () => "denied",
      );
      const notification = await Notification.requestPermission();
      const states = await Promise.all(
        (["geolocation", "notifications", "camera", "microphone", "midi"] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      );
      return { location, camera, notification, states: [...new Set(states)] };
    });
    expect(outcomes).toEqual({
      location: "denied",
      camera: "denied",
      notification: "denied",
      states: ["denied"],
    });
    expect(
      Object.entries(PERMISSIONS)
        .filter(([, { allowed }]) => allowed)
        .map(([name]) => name),
    ).toEqual(["clipboard-sanitized-write", "fullscreen"]);
  });
});
