import Directory

/// A .NET custom date pattern, as far as `FormatDateTime` takes it; always UTC, always the invariant culture.
struct DatePattern {
    private let pattern: [Character]

    init(_ pattern: String) { self.pattern = Array(pattern) }

    func format(_ time: FileTime) -> String {
        let parts = Parts(time)
        var result = ""
        var index = 0
        while index < pattern.count {
            let letter = pattern[index]
            if letter == "'" || letter == "\"" {
                let end = pattern[(index + 1)...].firstIndex(of: letter) ?? pattern.count
                result += String(pattern[(index + 1)..<end])
                index = end + 1
                continue
            }
            if letter == "\\", index + 1 < pattern.count {
                result.append(pattern[index + 1])
                index += 2
                continue
            }
            var end = index
            while end < pattern.count, pattern[end] == letter { end += 1 }
            result += parts.text(letter, end - index) ?? String(pattern[index..<end])
            index = end
        }
        return result
    }

    private struct Parts {
        let year, month, day, hour, minute, second: Int
        let ticks: Int64

        init(_ time: FileTime) {
            let perSecond = FileTime.ticksPerSecond
            ticks = ((time.ticks % perSecond) + perSecond) % perSecond
            let seconds = time.unixSeconds
            let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
            let rest = Int(seconds - days * 86_400)
            (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
            // Days to a civil date in the proleptic Gregorian calendar, counting years from March.
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

        func text(_ letter: Character, _ count: Int) -> String? {
            switch letter {
            case "y": padded(count <= 2 ? year % 100 : year, count)
            case "M": count >= 3 ? name(Self.months, month - 1, count) : padded(month, count)
            case "d": count >= 3 ? nil : padded(day, count)
            case "H": padded(hour, count)
            case "h": padded(hour % 12 == 0 ? 12 : hour % 12, count)
            case "m": padded(minute, count)
            case "s": padded(second, count)
            case "f": String(padded(Int(ticks), 7).prefix(min(count, 7)))
            case "t": String((hour < 12 ? "AM" : "PM").prefix(count))
            default: nil
            }
        }

        private static let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]

        private func name(_ names: [String], _ index: Int, _ count: Int) -> String {
            guard names.indices.contains(index) else { return "" }
            return count == 3 ? String(names[index].prefix(3)) : names[index]
        }

        private func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }
}
