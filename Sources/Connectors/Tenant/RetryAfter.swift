import CloudTenant
import Foundation

/// How long an answer wants to be waited for (RFC 9110, section 10.2.3): seconds, or a date.
enum RetryAfter {
    /// What is waited where an answer does not say, in seconds.
    static let standard: Int64 = 5

    /// The seconds; what makes no sense counts as not said.
    ///
    /// `now` is in seconds since the beginning of 1970.
    static func seconds(_ response: TenantResponse, now: Int64) -> Int64 {
        guard let text = response.header("retry-after") else { return standard }
        if let seconds = Int64(text) { return max(0, seconds) }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let date = formatter.date(from: text), let then = Int64(exactly: date.timeIntervalSince1970.rounded(.up))
        else { return standard }
        let (distance, overflow) = then.subtractingReportingOverflow(now)
        return overflow ? standard : max(0, distance)
    }
}
