import Directory

/// A moment by calendar and clock, in UTC, in the Gregorian calendar carried on in both directions.
struct CivilTime: Sendable, Hashable {
    /// The years that a date may lie in, as in .NET.
    static let years = 1...9999
    /// The same in steps of file times.
    static let moments: ClosedRange<Int64> = -504_911_232_000_000_000...2_650_467_743_999_999_999

    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    /// Steps of 100 nanoseconds within the second.
    var ticks: Int64 = 0

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(_ time: FileTime) {
        let perSecond = FileTime.ticksPerSecond
        ticks = ((time.ticks % perSecond) + perSecond) % perSecond
        let seconds = time.unixSeconds
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let rest = Int(seconds - days * 86_400)
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        // Days to a civil date, counting years from March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = Int(shifted - era * 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    private var days: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 0 for Sunday.
    var weekday: Int { ((days + 4) % 7 + 7) % 7 }

    /// The moment; nothing where there is no such date or time.
    var fileTime: FileTime? {
        guard Self.years.contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day), (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(second)
        else { return nil }
        let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        return FileTime(ticks: FileTime(unixSeconds: seconds).ticks + ticks)
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The same day that many months later, or the last day of a month that has no such day.
    func adding(months: Int) -> CivilTime? {
        guard months.magnitude <= 12 * Self.years.upperBound else { return nil }
        let total = year * 12 + month - 1 + months
        var result = self
        (result.year, result.month) = (total / 12, total % 12 + 1)
        guard Self.years.contains(result.year) else { return nil }
        result.day = min(day, Self.days(in: result.month, of: result.year))
        return result
    }

    /// The moment as `yyyy-MM-dd HH:mm:ss`, with the fraction where there is one.
    var text: String {
        let fraction = ticks == 0 ? "" : "." + Self.padded(Int(ticks), 7)
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) + " "
            + [hour, minute, second].map { Self.padded($0, 2) }.joined(separator: ":") + fraction
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(abs(number))
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
