Page({
  async onLoad() {
    const kept = { list: [1, { deep: true }] };
    wx.setStorageSync('kept', kept);
    kept.list.push(2);
    out.cloned = wx.getStorageSync('kept');
    out.absent = wx.getStorageSync('absent');
    out.info = wx.getStorageInfoSync();
    out.order = await asked('getStorage', { key: 'absent' });
    await probe('promise', () => wx.getStorage({ key: 'kept' }));
    await probe('key', () => wx.setStorageSync(7, 'x'));
    await probe('big', () => wx.setStorageSync('big', 'x'.repeat(1024 * 1024 + 1)));
    wx.removeStorageSync('kept');
    const fs = wx.getFileSystemManager(),
      root = wx.env.USER_DATA_PATH;
    await probe('file', () => {
      fs.mkdirSync(root + '/d/e', true);
      fs.writeFileSync(root + '/d/e/a.txt', '你好');
      fs.appendFileSync(root + '/d/e/a.txt', '!');
      return [
        fs.readFileSync(root + '/d/e/a.txt', 'utf8'),
        fs.readFileSync(root + '/d/e/a.txt', 'hex'),
        fs.readdirSync(root + '/d'),
        fs.statSync(root + '/d/e/a.txt').size,
        fs.statSync(root + '/d').isDirectory(),
      ];
    });
    await probe('digest', () => new Promise((success) => fs.getFileInfo({ filePath: root + '/d/e/a.txt', success })));
    await probe('packed', () => fs.readFileSync('data.txt', 'utf8'));
    await probe('readonly', () => fs.writeFileSync('data.txt', 'x'));
    await probe('outside', () => fs.writeFileSync(root + '/../a.txt', 'x'));
    await probe('full', () => fs.rmdirSync(root + '/d'));
    await probe('gone', () => fs.readFileSync(root + '/none', 'utf8'));
    await probe('base64', () => wx.arrayBufferToBase64(wx.base64ToArrayBuffer('aGk=')));
    await probe('chosen', () => wx.chooseImage({ count: 1 }));
    await probe('chosenText', () => fs.readFileSync(out.chosen.tempFilePaths[0], 'utf8'));
    await probe('denied', () => wx.getLocation({ type: 'gcj02' }));
    out.deniedOrder = await asked('getLocation', {});
    done();
  },
});
