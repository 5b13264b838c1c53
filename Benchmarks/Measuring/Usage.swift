import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the whole process has used so far.
public enum Usage {
    /// The fields that each program of the benchmark ends its line with.
    public static func line(since start: ContinuousClock.Instant) -> String {
        let usage = current()
        let (whole, part) = (ContinuousClock.now - start).components
        let wall = Double(whole) + Double(part) * 1e-18
        return String(
            format: "wall=%.3f user=%.3f sys=%.3f maxrss_kb=%d",
            wall,
            seconds(usage.ru_utime),
            seconds(usage.ru_stime),
            Int(usage.ru_maxrss)
        )
    }

    /// The processor time of the whole process so far, in seconds.
    public static var processorTime: Double {
        let usage = current()
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

    private static func current() -> rusage {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage
    }
}
