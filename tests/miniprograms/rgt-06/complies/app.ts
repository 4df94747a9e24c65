App<{ globalData: { near: { latitude: number; longitude: number } | null } }>({
  globalData: { near: null },
})
