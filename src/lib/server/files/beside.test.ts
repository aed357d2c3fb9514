import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsBeside } from './beside.ts';
import { partsOf } from './index.ts';

async function* cut(body: Uint8Array, at: readonly number[]) {
  let last = 0;
  for (const next of [...at].toSorted((a, b) => a - b).concat(body.length)) {
    yield body.slice(last, Math.max(last, next));
    last = Math.max(last, next);
  }
}

describe('what was typed beside a file', () => {
  test('is what the parts of the whole body say, wherever it is cut into pieces', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('', '\r\n', '--', '\r\n--', '\r\n--x', 'é 中 ع', '\r\n\r\n', '\r\n--boundary--'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z."]{1,8}$/), text, fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(2000), { maxLength: 12 }),
        async (parts, at) => {
          const form = new FormData();
          for (const [name, value, file] of parts) form.append(name, file ? new File([value], 'f "x".bin') : value);
          const request = new Request('http://localhost/', { method: 'POST', body: form });
          const type = request.headers.get('content-type') ?? '';
          const body = new Uint8Array(await request.arrayBuffer());
          const whole = partsOf(body.slice(), type).flatMap(({ name, file, bytes }): [string, string][] =>
            file === null ? [[name, new TextDecoder().decode(bytes)]] : [],
          );
          const read = await fieldsBeside(
            cut(
              body,
              at.filter((one) => one < body.length),
            ),
            type,
            1e6,
          );
          expect(read).toEqual(Object.fromEntries(whole));
        },
      ),
    );
  });

  const form = (...parts: string[]) =>
    Buffer.from(parts.map((one) => `--x\r\nContent-Disposition: form-data; ${one}\r\n`).join('') + '--x--');
  const type = 'multipart/form-data; boundary=x';
  const read = (body: Uint8Array, most = 1e9) => fieldsBeside(cut(body, [10, 40]), type, most);

  test('is kept as far as it came where the rest does not come, or goes on too long', async () => {
    const whole = form('name="a"\r\n\r\none', 'name="f"; filename="f"\r\n\r\nbytes', 'name="b"\r\n\r\ntwo');
    expect(await read(whole)).toEqual({ a: 'one', b: 'two' });
    const within = whole.indexOf('bytes') + 2;
    expect(await read(whole.subarray(0, within))).toEqual({ a: 'one' });
    expect(await fieldsBeside(cut(whole, [within]), type, within + 1)).toEqual({ a: 'one' });
  });

  test('is refused where it is no form, or where the words are what is too large', async () => {
    await expect(read(Buffer.from('words'))).resolves.toEqual({});
    await expect(read(Buffer.from('words\r\n--x--'))).rejects.toThrow('bad-upload');
    await expect(fieldsBeside(cut(form(), []), 'multipart/form-data', 1)).rejects.toThrow('bad-upload');
    const long = form(`name="a"\r\n\r\n${'w'.repeat(2_000_000)}`);
    await expect(read(long)).rejects.toThrow('unreadable-too-large');
    await expect(read(form(`name="a${'w'.repeat(9000)}"\r\n\r\n`))).rejects.toThrow('bad-upload');
  });
});
