import Directory

/// Reads dates as people and directories write them, for `CDate` and `IsDate`; the result is UTC.
///
/// Taken are `2013-01-10`, `2013/01/10`, `1/10/2013` (month first, as in the invariant culture), `10 January 2013`,
/// `Jan 10, 2013`, each with a day of the week before it or not; then a time such as `16:00`, `4:00:30.25 PM`, `4 PM`,
/// after a blank or `T`; then a zone such as `Z`, `GMT`, `-8`, `+01:00`, `+0530`. Without a zone the time is UTC.
struct DateReader {
    private enum Piece {
        case number(Int, digits: Int)
        case word(String)
        case symbol(Character)
    }

    private var pieces: [Piece] = []
    private var index = 0

    static func read(_ text: String) -> FileTime? {
        guard var reader = DateReader(text) else { return nil }
        return reader.read()
    }

    private init?(_ text: String) {
        guard text.utf8.count <= 100 else { return nil }
        var rest = text.trimmingBlanks[...]
        while let first = rest.first {
            guard first.isASCII else { return nil }
            let run = rest.prefix { first.isNumber ? $0.isNumber && $0.isASCII : $0.isLetter && $0.isASCII }
            if run.isEmpty {
                if !first.isWhitespace { pieces.append(.symbol(first)) }
                rest.removeFirst()
                continue
            }
            if first.isNumber {
                guard let number = Int(run), run.count <= 9 else { return nil }
                pieces.append(.number(number, digits: run.count))
            } else {
                pieces.append(.word(String(run)))
            }
            rest = rest.dropFirst(run.count)
        }
    }

    private mutating func read() -> FileTime? {
        if case .word(let word)? = piece, CalendarNames.number(of: word, among: CalendarNames.days) != nil {
            index += 1
            _ = take(",")
        }
        guard var time = date() else { return nil }
        _ = take(",")
        if word("T") { index += 1 }
        if case .number? = piece, !clock(&time) { return nil }
        guard let offset = zone(), index == pieces.count, let moment = time.fileTime else { return nil }
        return FileTime(ticks: moment.ticks - Int64(offset) * 60 * FileTime.ticksPerSecond)
    }

    private var piece: Piece? { index < pieces.count ? pieces[index] : nil }

    private mutating func take(_ symbol: Character) -> Bool {
        guard case .symbol(symbol)? = piece else { return false }
        index += 1
        return true
    }

    private func word(_ wanted: String) -> Bool {
        if case .word(let word)? = piece { word.uppercased() == wanted } else { false }
    }

    private mutating func number() -> (value: Int, digits: Int)? {
        guard case .number(let value, let digits)? = piece else { return nil }
        index += 1
        return (value, digits)
    }

    private mutating func month() -> Int? {
        guard case .word(let word)? = piece,
            let month = CalendarNames.number(of: word, among: CalendarNames.months)
        else { return nil }
        index += 1
        return month
    }

    private mutating func date() -> CivilTime? {
        if let month = month() {
            guard let day = number(), day.digits <= 2 else { return nil }
            _ = take(",")
            return number().flatMap { made($0, month, day.value) }
        }
        guard let first = number() else { return nil }
        for separator: Character in ["-", "/"] where take(separator) {
            if let month = month() {
                guard take(separator), let year = number() else { return nil }
                return made(year, month, first.value)
            }
            guard let second = number(), take(separator), let third = number() else { return nil }
            return first.digits == 4 ? made(first, second.value, third.value) : made(third, first.value, second.value)
        }
        guard let month = month() else { return nil }
        _ = take(",")
        return number().flatMap { made($0, month, first.value) }
    }

    private func made(_ year: (value: Int, digits: Int), _ month: Int, _ day: Int) -> CivilTime? {
        guard year.digits == 4 else { return nil }
        return CivilTime(year: year.value, month: month, day: day)
    }

    private mutating func clock(_ time: inout CivilTime) -> Bool {
        guard let hour = number(), hour.digits <= 2 else { return false }
        time.hour = hour.value
        let isWhole = !take(":")
        if !isWhole {
            guard let minute = number(), minute.digits == 2 else { return false }
            time.minute = minute.value
            if take(":") {
                guard let second = number(), second.digits == 2 else { return false }
                time.second = second.value
                if take(".") {
                    guard let fraction = number(), fraction.digits <= 7 else { return false }
                    time.ticks = (fraction.digits..<7).reduce(Int64(fraction.value)) { result, _ in result * 10 }
                }
            }
        }
        let isAfternoon = word("PM") || word("P")
        guard isAfternoon || word("AM") || word("A") else { return !isWhole }
        index += 1
        guard (1...12).contains(time.hour) else { return false }
        time.hour = time.hour % 12 + (isAfternoon ? 12 : 0)
        return true
    }

    /// Minutes east of Greenwich; 0 where nothing is said.
    private mutating func zone() -> Int? {
        if word("Z") || word("GMT") || word("UTC") {
            index += 1
            return 0
        }
        let isWest = take("-")
        guard isWest || take("+") else { return 0 }
        guard let hour = number() else { return nil }
        var minutes = hour.digits == 4 ? hour.value / 100 * 60 + hour.value % 100 : hour.value * 60
        if take(":") {
            guard hour.digits <= 2, let minute = number(), minute.digits == 2, minute.value < 60 else { return nil }
            minutes += minute.value
        }
        guard minutes <= 14 * 60 else { return nil }
        return isWest ? -minutes : minutes
    }
}
