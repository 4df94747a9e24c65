import { launch } from './sdk/zg'

App({
  onLaunch() {
    launch('a4c91be07d')
  },
})
