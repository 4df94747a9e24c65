Page({ data: { r: {} }, onLoad() { wx.request({ url: 'https://svc.yeqi.example/ride', success: r => this.setData({ r: r.data }) }); } });
