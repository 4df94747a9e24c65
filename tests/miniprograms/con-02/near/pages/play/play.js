Page({ data: { p: {} }, onLoad() { wx.request({ url: 'https://m.guanniao.example/play', success: r => this.setData({ p: r.data }) }); } });
