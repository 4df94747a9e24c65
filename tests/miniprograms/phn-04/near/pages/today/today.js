Page({
  data: {
    rolls: [
      ['咸蛋黄肉松', '九元，油条现炸，可以不放榨菜'],
      ['甜豆沙', '七元，豆沙自己炒的，不太甜'],
      ['梅干菜', '八元，宁波来的干菜，配脆萝卜'],
    ],
    chosen: -1,
  },
  choose(e) { this.setData({ chosen: Number(e.currentTarget.dataset.at) }) },
  send() { wx.navigateTo({ url: '/pages/send/send?roll=' + this.data.rolls[Math.max(this.data.chosen, 0)][0] }) },
})
