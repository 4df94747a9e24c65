Page({
  data: { notes: ['周一换水三分之一，水温二十四度', '周三喂红虫，孔雀鱼活跃', '周五擦缸壁，补了两株水榕', '周日测硝酸盐，二十毫克每升'], message: '' },
  onKeep() {
    wx.saveImageToPhotosAlbum({
      filePath: '/tank.png',
      success: () => this.setData({ message: '已保存' }),
      fail: () => this.setData({ message: '没有保存，随时可以再点' }),
    })
  },
  onFish() { wx.navigateTo({ url: '/pages/fish/fish' }) },
})
