Page({ onReady() { setTimeout(() => { if (getApp().session.gate()) wx.switchTab({ url: '/pages/menu/menu' }); }, 1800); } });
