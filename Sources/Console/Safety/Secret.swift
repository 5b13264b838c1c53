/// A random text that opens something: a link, a session, a form.
///
/// It is compared in a time that does not tell how much of a guess was right, and it prints as nothing.
struct Secret: Sendable, CustomStringConvertible {
    /// 43 letters, digits, `-` and `_`, which stand for 32 random bytes.
    let text: String

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Draws a secret.
    init(_ chance: @Sendable (Int) -> [UInt8]) {
        var (pending, count): (UInt32, UInt32) = (0, 0)
        var text: [UInt8] = []
        for byte in chance(32) {
            pending = pending << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(Self.letters[Int(pending >> count & 63)])
            }
            pending &= 1 << count - 1
        }
        if count > 0 { text.append(Self.letters[Int(pending << (6 - count) & 63)]) }
        self.text = String(decoding: text, as: UTF8.self)
    }

    /// Whether a guess is this secret.
    func matches(_ guess: String) -> Bool {
        let (own, other) = (Array(text.utf8), Array(guess.utf8))
        guard other.count == own.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(own, other) { difference |= left ^ right }
        return difference == 0
    }

    /// Nothing that opens anything.
    var description: String { "(secret)" }
}
