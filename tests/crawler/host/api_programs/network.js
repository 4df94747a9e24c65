Page({
  async onLoad() {
    const base = 'BASE';
    const plain = (r) =>
      r[0] === 'success' ? { data: r[1].data, statusCode: r[1].statusCode, told: r[1].header['X-Told'] } : r[1];
    out.get = plain(
      await asked('request', {
        url: base + '/get?a=1&b=2',
        data: { b: 'x y', c: { d: 1 } },
        header: { Referer: 'http://x', 'X-Own': '1', Cookie: 'a=b', 'X-Name': '张三', 'x-minispect-call': 'forged' },
      }),
    );
    const [, tea] = await asked('request', { url: base + '/tea' });
    out.cookies = [
      tea.cookies,
      tea.header['Set-Cookie'],
      Object.keys(tea.header).some((name) => /minispect/i.test(name)),
    ];
    out.post = plain(await asked('request', { url: base + '/plain', method: 'POST', data: { a: 1 } }));
    out.form = plain(
      await asked('request', {
        url: base + '/form',
        method: 'post',
        data: { a: '1&2', b: 2 },
        header: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    );
    out.tea = plain(await asked('request', { url: base + '/tea' }));
    out.late = plain(await asked('request', { url: base + '/slow', timeout: 60 }));
    out.aborted = await new Promise((fail) => wx.request({ url: base + '/slow', fail }).abort());
    out.refused = plain(await asked('request', { url: 'http://127.0.0.1:1/' }));
    out.invalid = plain(await asked('request', { url: '/relative' }));
    out.buffer = (
      await new Promise((success) => wx.request({ url: base + '/get', responseType: 'arraybuffer', success }))
    ).data.byteLength;
    const [, file] = await asked('downloadFile', { url: base + '/file' });
    out.downloaded = wx.getFileSystemManager().readFileSync(file.tempFilePath, 'utf8');
    out.suffix = file.tempFilePath.slice(-4);
    const [, sent] = await asked('uploadFile', {
      url: base + '/up',
      filePath: file.tempFilePath,
      name: 'photo',
      formData: { who: 'me' },
    });
    out.uploaded = sent.data;
    out.progress = await new Promise((success) => {
      const seen = [];
      wx.downloadFile({ url: base + '/file', success: () => success(seen) }).onProgressUpdate((step) =>
        seen.push(step),
      );
    });
    out.chunks = await new Promise((success) => {
      const seen = [];
      const task = wx.request({
        url: base + '/plain?chunks',
        enableChunked: true,
        success: ({ data }) => success([seen, data]),
      });
      task.onHeadersReceived(({ statusCode }) => seen.push(statusCode));
      task.onChunkReceived(({ data }) => seen.push(wx.arrayBufferToBase64(data)));
    });
    out.socket = await new Promise((heard) => {
      const socket = wx.connectSocket({ url: base.replace('http', 'ws') + '/socket' });
      socket.onOpen(() => socket.send({ data: 'ping' }));
      socket.onMessage(({ data }) => {
        socket.close({});
        heard(data);
      });
    });
    done();
  },
});
