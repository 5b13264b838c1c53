/// How long something takes, as people say it: `45 s`, `2 h 30 min`, `33 d 8 h`.
public enum DurationText {
    /// Days, hours, minutes and seconds, without those of which there are none.
    public static func text(seconds: Int64) -> String {
        guard seconds > 0 else { return "0 s" }
        let parts: [(Int64, String)] = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
