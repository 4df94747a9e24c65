Page({
  data: { },
});
