Page({
  data: { title: 'Title', taps: 0, long: 0, nested: { list: [{ v: 0 }, { v: 7 }] }, typed: '', on: false, slide: 20, slideNo: 0, visible: false },
  tapped(event) {
    this.setData({ taps: this.data.taps + 1, last: event.currentTarget.dataset.k });
    console.log('tapped', 42, { k: 'v' });
  },
  pressed() { this.setData({ long: this.data.long + 1 }); },
  typed(event) { this.setData({ typed: event.detail.value }); },
  switched(event) { this.setData({ on: event.detail.value }); },
  slid(event) { this.setData({ slide: event.detail.value }); },
  swiped(event) { this.setData({ slideNo: event.detail.current }); },
  pinged(event) { this.setData({ ping: event.detail.word }); },
  sum(a, b) { return Promise.resolve(a + b); },
  throws() { throw new Error('thrown on purpose'); },
  asks() {
    const done = (answer) => this.setData({ place: answer.latitude === undefined ? answer.errMsg : 'known' });
    wx.getLocation({ success: done, fail: done });
  },
  modal() { wx.showModal({ title: 'Question', content: 'Really?', success: ({ confirm }) => this.setData({ confirm }) }); },
});
