interface Student { nick: string; level: string }

App<{ globalData: { student: Student | null } }>({
  globalData: { student: null },
})
