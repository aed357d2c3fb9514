import { describe, expect, test } from 'vitest';
import { fileName, kindOf, partsOf, turns, withUpload } from './index.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a form with a file', () => {
  test('is read as the browser wrote it, whatever the file holds', async () => {
    const contents = ['', 'plain', '\r\n--boundary\r\n', '--', '\r\n', 'é 中 ع', '\r\n\r\n'.repeat(50)];
    for (const content of contents) {
      const form = new FormData();
      form.set('claim', 'two\r\nlines "quoted"');
      form.set('file', new File([content], 'a "b"\nc.txt'));
      form.set('after', 'x');
      const request = new Request('http://localhost/', { method: 'POST', body: form });
      const type = request.headers.get('content-type') ?? '';
      const parts = partsOf(new Uint8Array(await request.arrayBuffer()), type);
      expect(parts.map((part) => [part.name, part.file, textOf(part.bytes)])).toEqual([
        ['claim', null, 'two\r\nlines "quoted"'],
        ['file', 'a "b"\nc.txt', content],
        ['after', null, 'x'],
      ]);
    }
  });

  test.each([
    ['no boundary named', 'multipart/form-data', '--x\r\n'],
    ['another boundary', 'multipart/form-data; boundary=y', '--x\r\n'],
    ['cut within its headers', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data'],
    [
      'cut within the file',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nab',
    ],
    ['a part without a name', 'multipart/form-data; boundary=x', '--x\r\nContent-Type: a/b\r\n\r\nab\r\n--x--'],
    ['nothing', 'multipart/form-data; boundary=x', ''],
  ])('is refused in one line: %s', (_, type, body) => {
    expect(() => partsOf(bytesOf(body), type)).toThrow('bad-upload');
  });

  test('keeps its fields and gives the file in a buffer of its own', async () => {
    const form = new FormData();
    form.set('target', 'abc');
    form.set('file', new File(['words'], 'w.txt'));
    const upload = await withUpload(new Request('http://localhost/', { method: 'POST', body: form }), (one) =>
      Promise.resolve(one),
    );
    expect([upload.name, textOf(upload.bytes), upload.fields]).toEqual(['w.txt', 'words', { target: 'abc' }]);
    expect(upload.bytes.buffer.byteLength).toBe(5);
  });

  test('that sends more than it says is cut off', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const endless = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
    await expect(withUpload(endless, () => Promise.resolve())).rejects.toMatchObject({ code: 'unreadable-too-large' });
  });
});

describe('turns', () => {
  test('hold what runs within the room, in order of arrival, and let the too heavy run alone', async () => {
    const turn = turns(10);
    let held = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      [4, 4, 4, 25, 1, 9, 3, 3].map((weight, i) =>
        turn(weight, async () => {
          order.push(i);
          held += weight;
          most = Math.max(most, held);
          expect(held <= 10 || held === 25).toBe(true);
          await new Promise((resolve) => setTimeout(resolve, 5));
          held -= weight;
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(25);
  });

  test('go on after one that failed', async () => {
    const turn = turns(1);
    await expect(turn(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turn(1, () => Promise.resolve('next'))).toBe('next');
  });
});

test('an attachment is what its bytes say, and its name holds no folder', () => {
  expect(kindOf(bytesOf('%PDF-1.7'))).toBe('application/pdf');
  expect(kindOf(bytesOf('<html><script>'))).toBe('application/octet-stream');
  expect(fileName('../../etc/pass\u0000wd\u202etxt', 'x')).toBe('.. .. etc pass wd txt');
  expect(fileName('   ', 'evidence')).toBe('evidence');
});
