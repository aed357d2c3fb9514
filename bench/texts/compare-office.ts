/** LibreOffice's own comparison of two documents, driven through its scripting bridge; null where it is not installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from '../../packages/texts/src/index.ts';
import { readDocx } from '../../packages/texts/src/read/docx/index.ts';
import { readTxt } from '../../packages/texts/src/read/txt/index.ts';
import { toDocx } from '../../packages/texts/src/write/docx/index.ts';
import { countOf, type Stretch } from '../../packages/texts/test/compare/stretches.ts';

// The comparison is a command of the window, so it is dispatched to it. Time is that of the command alone.
const SCRIPT = String.raw`
import subprocess, sys, time, uno, os
from com.sun.star.beans import PropertyValue
old, new, out, profile = sys.argv[1:5]
def prop(name, value):
    p = PropertyValue(); p.Name = name; p.Value = value; return p
url = lambda path: uno.systemPathToFileUrl(path)
pipe = "suivi" + str(os.getpid())
office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", "-env:UserInstallation=" + url(profile), "--accept=pipe,name=" + pipe + ";urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(240):
        try:
            context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext"); break
        except Exception:
            time.sleep(0.25)
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(url(new), "_blank", 0, (prop("Hidden", True),))
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    started = time.time()
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:CompareDocuments", "", 0, (prop("URL", url(old)), prop("NoAcceptDialog", True)))
    spent = (time.time() - started) * 1000
    document.storeToURL(url(out), (prop("FilterName", "MS Word 2007 XML"),))
    peak = ""
    try:
        import glob
        for status in glob.glob("/proc/[0-9]*/status"):
            words = open(status).read()
            if "soffice.bin" in words.split("\n")[0] and profile in open(status.replace("status", "cmdline")).read():
                peak = [l for l in words.split("\n") if l.startswith("VmHWM")][0].split()[1]
    except Exception:
        pass
    print(spent, peak)
    document.close(True)
    desktop.terminate()
finally:
    try:
        office.wait(20)
    except Exception:
        office.kill()
`;

export interface OfficeResult {
  name: string;
  time: number;
  peak: number | null;
  words: number;
  pieces: number;
}

export function officeCompare(oldPath: string, nextPath: string, folder: string): OfficeResult | null {
  let version: string;
  let python = '';
  try {
    version = execFileSync('soffice', ['--version'], { encoding: 'utf8' }).split(' ').slice(0, 2).join(' ');
    python = ['python3', '/usr/bin/python3'].find((one) => spawnSync(one, ['-c', 'import uno']).status === 0) ?? '';
  } catch {
    return null;
  }
  if (python === '') return null;
  const [script, old, next, out] = ['office.py', 'old.docx', 'next.docx', 'out.docx'].map((name) => join(folder, name));
  if (!script || !old || !next || !out) return null;
  writeFileSync(script, SCRIPT);
  for (const [from, to] of [
    [oldPath, old],
    [nextPath, next],
  ] as const)
    writeFileSync(
      to,
      toDocx({
        title: 'text',
        language: 'en',
        blocks: readTxt(readFileSync(from, 'utf8')).blocks.map((block) => ({
          kind: 'paragraph',
          runs: [{ text: block.raw }],
        })),
      }),
    );
  let spent: string;
  try {
    spent = execFileSync(python, [script, old, next, out, join(folder, 'profile')], {
      encoding: 'utf8',
      timeout: 400_000,
    });
  } catch {
    return null;
  }
  const [time = 'NaN', peak] = spent.trim().split(' ');
  const stretches: Stretch[] = [];
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      for (const run of block.runs) stretches.push({ kind: run.mark?.state ?? 'same', text: run.text });
      stretches.push({ kind: 'same', text: '\n' });
    }
  };
  walk(readDocx(new Uint8Array(readFileSync(out))).blocks);
  return {
    name: version,
    time: Number(time),
    peak: peak === undefined || peak === '' ? null : Number(peak) / 1024,
    ...countOf(stretches),
  };
}
