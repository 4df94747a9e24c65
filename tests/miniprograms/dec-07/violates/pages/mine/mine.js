Page({
  data: { me: { nickName: '还没有名字', avatarUrl: '' } },
  onName() {
    wx.getUserProfile({
      desc: '用于在打卡墙上显示您的昵称和头像',
      success: ({ userInfo }) => this.setData({ me: userInfo }),
      fail: () => wx.showToast({ title: '不显示昵称也能打卡', icon: 'none' }),
    })
  },
})
