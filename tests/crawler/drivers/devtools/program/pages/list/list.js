Page({
  data: { rows: ['Spoons', 'Forks', 'Knives'], typed: '', said: '' },
  opened(event) { wx.navigateTo({ url: '/pages/detail/detail?name=' + event.detail.name }); },
  typed(event) { this.setData({ typed: event.detail.value }); },
  near() {
    wx.getLocation({
      success: (place) => {
        this.setData({ said: 'found' });
        wx.request({ url: 'https://api.drawers.test/near', method: 'POST', data: { lat: place.latitude } });
      },
      fail: () => this.setData({ said: 'not found' }),
    });
  },
  ask() {
    console.warn('asking', { n: 1 });
    setTimeout(() => { throw new Error('thrown on purpose'); }, 0);
    wx.showModal({ title: 'Empty it', content: 'All of it?', confirmText: 'Empty', cancelText: 'Keep', success: (r) => this.setData({ said: r.confirm ? 'emptied' : 'kept' }) });
  },
});
