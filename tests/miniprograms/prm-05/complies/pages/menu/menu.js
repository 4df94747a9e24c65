Page({
  data: {
    dishes: [['虾饺皇一笼', '26 元'], ['豉汁凤爪', '22 元'], ['流沙包三只', '18 元'], ['陈皮红豆沙', '12 元'], ['干炒牛河', '32 元']],
    hint: '外送约四十分钟，到店自取九折',
  },
  onLoad() {
    wx.getLocation({
      success: () => this.setData({ hint: '外送到你那里约二十五分钟' }),
      fail: () => this.setData({ hint: '外送约四十分钟，可在设置中开启位置' }),
    })
  },
  onStory() { wx.navigateTo({ url: '/pages/story/story' }) },
})
