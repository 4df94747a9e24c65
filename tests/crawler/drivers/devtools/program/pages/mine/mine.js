Page({
  call() { wx.makePhoneCall({ phoneNumber: '057188886666', fail() {} }); },
});
