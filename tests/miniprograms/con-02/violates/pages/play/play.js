Page({ data: { p: {} }, onLoad() { wx.request({ url: 'https://t.liyuan.example/play', success: r => this.setData({ p: r.data }) }); } });
