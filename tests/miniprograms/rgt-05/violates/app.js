App({
  agreed: false,
  onLaunch() { this.agreed = false },
})
