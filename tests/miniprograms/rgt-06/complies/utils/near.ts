interface Place { latitude: number; longitude: number }

const app = getApp<{ globalData: { near: Place | null } }>()

const allowed = (): Promise<boolean> =>
  new Promise((resolve) => {
    wx.getPrivacySetting({ success: ({ needAuthorization }) => resolve(!needAuthorization), fail: () => resolve(false) })
  })

/** The place that was given, only while the consent to it stands. */
export async function near(): Promise<Place | null> {
  if (!(await allowed())) app.globalData.near = null
  return app.globalData.near
}

export function ask(): Promise<Place | null> {
  return new Promise((resolve) => {
    wx.getFuzzyLocation({
      type: 'wgs84',
      success: ({ latitude, longitude }) => {
        app.globalData.near = { latitude, longitude }
        resolve(app.globalData.near)
      },
      fail: () => {
        app.globalData.near = null
        resolve(null)
      },
    })
  })
}
