Page({
  data: { stops: ['雁滩营业点，八点到二十点', '西站营业点，七点半到二十一点', '榆中夏官营代收点，九点到十八点'] },
  go({ currentTarget }) { wx.navigateTo({ url: currentTarget.dataset.to }) },
})
