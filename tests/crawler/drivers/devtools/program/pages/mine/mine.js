Page({
  data: { veil: false, said: '' },
  call() { wx.makePhoneCall({ phoneNumber: '057188886666', fail() {} }); },
  offer() { this.setData({ veil: true, said: '' }); },
  away() { this.setData({ veil: false, said: 'put away' }); },
  took() { this.setData({ veil: false, said: 'took it' }); },
  stay() {},
  rules() { this.setData({ said: 'the rules' }); },
  ticked({ detail }) { this.setData({ said: 'ticked ' + detail.value.length }); },
});
