// Files by number, archives, a worker, and what a program is told of its launch. ZIP is put before this.
const text = (buffer) => String.fromCharCode(...new Uint8Array(buffer));
Page({
  async onLoad() {
    const fs = wx.getFileSystemManager();
    const root = wx.env.USER_DATA_PATH;
    await probe('numbered', async () => {
      const path = `${root}/n.txt`;
      const { fd } = await fs.open({ filePath: path, flag: 'w+' });
      const first = fs.writeSync({ fd, data: 'hello' });
      const { bytesWritten } = await fs.write({ fd, data: new Uint8Array([0x21, 0x3f]).buffer, length: 1 });
      const buffer = new ArrayBuffer(4);
      const { bytesRead } = fs.readSync({ fd, arrayBuffer: buffer, position: 2, length: 4 });
      const size = fs.fstatSync({ fd }).size;
      await fs.ftruncate({ fd, length: 2 });
      await fs.close({ fd });
      const added = fs.openSync({ filePath: path, flag: 'a' });
      fs.writeSync({ fd: added, data: 'Y', position: 0 });
      return [first.bytesWritten, bytesWritten, bytesRead, text(buffer), size, fs.readFileSync(path, 'utf8')];
    });
    await probe('closed', () => fs.fstatSync({ fd: '99' }));
    await probe('absent', () => fs.openSync({ filePath: `${root}/none` }));
    await probe('taken', () => fs.openSync({ filePath: `${root}/n.txt`, flag: 'wx' }));
    await probe('readOnly', () => fs.writeSync({ fd: fs.openSync({ filePath: `${root}/n.txt` }), data: 'x' }));
    await probe('range', () => fs.readFileSync(`${root}/n.txt`, 'utf8', 1, 99));
    await probe('part', () => fs.readFileSync(`${root}/n.txt`, 'utf8', 1, 1));
    fs.writeFileSync(`${root}/z.zip`, ZIP, 'base64');
    await probe('unzipped', async () => {
      await fs.unzip({ zipFilePath: `${root}/z.zip`, targetPath: `${root}/z` });
      return [
        fs.readdirSync(`${root}/z`),
        fs.readFileSync(`${root}/z/d/a.txt`, 'utf8'),
        fs.readFileSync(`${root}/z/b.txt`, 'utf8'),
      ];
    });
    await probe('entries', () =>
      fs.readZipEntry({ filePath: `${root}/z.zip`, entries: [{ path: 'b.txt', encoding: 'utf8' }, { path: 'none' }] }),
    );
    await probe('noZip', () => fs.unzip({ zipFilePath: `${root}/n.txt`, targetPath: `${root}/y` }));
    await probe('escaped', () => fs.unzip({ zipFilePath: BAD(fs, root), targetPath: `${root}/x` }));
    await probe('moved', () => {
      fs.renameSync(`${root}/z`, `${root}/moved`);
      return fs.statSync(`${root}/moved`, true).map(({ path }) => path);
    });
    await probe('sha', () => wx.getFileInfo({ filePath: `${root}/moved/b.txt`, digestAlgorithm: 'sha256' }));
    await probe('saved', async () => {
      const { tempFilePath } = await wx.canvasToTempFilePath({
        canvas: wx.createOffscreenCanvas({ type: '2d', width: 2, height: 2 }),
      });
      const path = fs.saveFileSync(tempFilePath);
      const { fileList } = await new Promise((success) => fs.getSavedFileList({ success }));
      return [fileList.map(({ filePath }) => filePath === path), fs.accessSync(path) === undefined];
    });
    await probe('worker', async () => {
      const worker = wx.createWorker('workers/w.js');
      const answer = new Promise((heard) => worker.onMessage(heard));
      const sent = { list: [1] };
      worker.postMessage(sent);
      sent.list.push(2);
      const got = await answer;
      worker.terminate();
      return got;
    });
    await probe('noWorker', () => wx.createWorker('workers/none.js'));
    await probe('nfc', () => new Promise((fail) => wx.getNFCAdapter().startDiscovery({ fail })));
    out.bound = await new Promise((told) => {
      this.told = told;
      setTimeout(this.unbound, 0);
    });
    out.launch = wx.getLaunchOptionsSync();
    const seen = [];
    wx.onAppHide(() => seen.push('onAppHide'));
    wx.onAppShow(({ scene }) => seen.push('onAppShow', scene));
    wx.onAudioInterruptionBegin(() => seen.push('interrupted'));
    this.seen = seen;
    setTimeout(() => {
      out.seen = seen;
      done();
    }, 3600_000);
  },
  unbound() {
    this.told(this === getCurrentPages()[0]);
  },
  onHide() {
    this.seen.push('onHide');
  },
  onShow() {
    this.seen?.push('onShow');
  },
});
