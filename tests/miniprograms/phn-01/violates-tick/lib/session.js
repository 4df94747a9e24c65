class Session {
  get ticket() { return wx.getStorageSync('__t') || ''; }
  set ticket(v) { wx.setStorageSync('__t', v); }
  gate() { if (this.ticket) return true; wx.reLaunch({ url: '/pages/auth/auth' }); return false; }
}
module.exports = { Session };
