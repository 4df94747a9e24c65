App({
  globalData: { pick: true, cooked: [] },
})
