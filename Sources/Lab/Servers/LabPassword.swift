import Foundation

/// A password of the lab: random, in a file of its owner's alone, never in an argument.
enum LabPassword {
    /// The password in the file, made now if there is none.
    ///
    /// Letters of both cases, digits and a sign: what Active Directory asks of a password.
    static func ensure(_ path: String) throws(LabError) -> String {
        if let known = try? String(contentsOfFile: path, encoding: .utf8), !known.isEmpty { return known }
        let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        var generator = SystemRandomNumberGenerator()
        let word = (0..<20).map { _ in String(letters[Int.random(in: letters.indices, using: &generator)]) }.joined()
        let password = "aZ9." + word
        try LabFolder.write(password, to: path)
        return password
    }
}
