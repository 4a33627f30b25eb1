// Joins the editor to the folder. The editor works on a local folder through the browser's file access, which asks
// for a folder by a dialog, exists in some browsers only, and lets it write anything. Here the same calls are answered
// by our own server, which writes only what editors write, keeps what did not change, and runs the checks.
(() => {
  "use strict";
  const token = document.querySelector("meta[name=campaign-token]").content;
  const bar = document.getElementById("campaign-bar");
  const address = (kind, path) => `/${kind}/${path.split("/").map(encodeURIComponent).join("/")}`;
  let known = [];

  const say = (words, bad) => {
    bar.textContent = words;
    bar.className = bad ? "bad" : "";
    // Shown anew each time, so that it stands above whatever the editor has shown since.
    if (bar.matches(":popover-open")) bar.hidePopover();
    bar.showPopover();
  };
  const told = (problem) => `${problem.path}:${problem.line}: ${problem.what}\n  why:  ${problem.why}\n  mend: ${problem.mend}`;
  const missing = (name) => new DOMException(`${name} is not there`, "NotFoundError");
  const refused = (name) => new DOMException(`${name} cannot be changed here`, "NotAllowedError");

  async function save(path, data) {
    let answer;
    try {
      answer = await fetch(address("files", path), { method: "PUT", headers: { "X-Campaign-Token": token }, body: data });
    } catch {
      say(`NOT SAVED: ${path}. The editor's server has stopped. Start it again with scripts/edit, then save again.`, true);
      throw refused(path);
    }
    if (!answer.ok) {
      const why = answer.status === 422 ? (await answer.json()).map(told).join("\n\n") : answer.statusText;
      say(`NOT SAVED: ${path}\n${why}`, true);
      throw refused(path);
    }
    if (!known.includes(path)) known.push(path);
    say(`Saved ${path}. Checking …`);
    const found = await (await fetch(address("findings", path))).json();
    const errors = found.some((problem) => problem.level === "error");
    say(found.length ? `Saved ${path}, and the checks say:\n${found.map(told).join("\n\n")}` : `Saved ${path}. The checks found nothing.`, errors);
  }

  class FileHandle {
    kind = "file";
    constructor(path) {
      this.path = path;
      this.name = path.split("/").pop();
    }
    async getFile() {
      if (!known.includes(this.path)) return new File([""], this.name);
      return new File([await (await fetch(address("files", this.path))).blob()], this.name);
    }
    async createWritable() {
      const parts = [];
      return { write: async (data) => void parts.push(data), close: () => save(this.path, new Blob(parts)) };
    }
  }

  class DirectoryHandle {
    kind = "directory";
    constructor(path) {
      this.path = path;
      this.name = path.split("/").pop();
    }
    inside(name) {
      return this.path ? `${this.path}/${name}` : name;
    }
    async *entries() {
      const start = this.path ? `${this.path}/` : "";
      const names = known.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
      for (const name of new Set(names.map((rest) => rest.split("/")[0]))) {
        yield [name, names.includes(name) ? new FileHandle(this.inside(name)) : new DirectoryHandle(this.inside(name))];
      }
    }
    async getDirectoryHandle(name) {
      // The editor looks for a repository; whether there is one is not its business here.
      const path = this.inside(name);
      if (name !== ".git" && !known.some((each) => each.startsWith(`${path}/`))) throw missing(path);
      return new DirectoryHandle(path);
    }
    async getFileHandle(name, { create = false } = {}) {
      const path = this.inside(name);
      if (!create && !known.includes(path)) throw missing(path);
      return new FileHandle(path);
    }
    async removeEntry(name) {
      throw refused(this.inside(name));
    }
    async queryPermission() {
      return "granted";
    }
    async requestPermission() {
      return "granted";
    }
  }

  // The editor keeps the folder it was given for the next time, which works only for the browser's own kind.
  async function forgetFolder() {
    const name = "github:this/folder";
    if (!(await indexedDB.databases()).some((each) => each.name === name)) return;
    await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onerror = done;
      opening.onsuccess = () => {
        const store = "file-system-handles";
        const database = opening.result;
        const finish = () => (database.close(), done());
        if (!database.objectStoreNames.contains(store)) return finish();
        const clearing = database.transaction(store, "readwrite").objectStore(store).clear();
        clearing.onsuccess = clearing.onerror = finish;
      };
    });
  }

  async function start() {
    known = await (await fetch("/files")).json();
    const settings = await fetch("/config.yml");
    if (!settings.ok) return say(`The editor cannot start.\n${(await settings.json()).map(told).join("\n\n")}`, true);
    await forgetFolder();
    if (window.FileSystemFileHandle) delete FileSystemFileHandle.prototype.move;
    else window.FileSystemFileHandle = class {};
    window.showDirectoryPicker = async () => new DirectoryHandle("");
    const script = document.createElement("script");
    script.src = "/editor.js";
    document.head.append(script);
  }
  start();
})();
