Page({
  data: { jars: ['酸香臊子，五百克，三十八元', '麻辣臊子，五百克，三十八元', '素臊子，五百克，二十六元'] },
  order() { wx.navigateTo({ url: '/pages/parcel/parcel' }) },
  read() { wx.navigateTo({ url: '/pages/say/say' }) },
})
