Page({ done() { wx.switchTab({ url: '/pages/menu/menu' }); } });
