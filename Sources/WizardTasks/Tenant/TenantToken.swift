import Foundation

/// The token of a served tenant: the first line of a file that its owner alone may read.
public enum TenantToken {
    private static let longest = 4096

    /// Reads the token of a file.
    public static func read(_ path: String) throws(TaskError) -> String {
        try SecretReader.checkPrivate(path, "file of the tenant's token")
        guard let data = FileManager.default.contents(atPath: path), data.count <= longest,
            let text = String(validating: data, as: UTF8.self),
            let line = text.split(whereSeparator: \.isNewline).first,
            line.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw TaskError(
                .secret,
                "\(path) holds no token: one line of letters, digits and signs, without blanks. `dryad tenant serve` makes one."
            )
        }
        return String(line)
    }

    /// Reads the token of a file, or makes one where there is no file.
    public static func readOrMake(_ path: String) throws(TaskError) -> String {
        guard !FileManager.default.fileExists(atPath: path) else { return try read(path) }
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef".utf8)
        let token = (0..<64).map { _ in digits[Int.random(in: 0..<16, using: &generator)] }
        try ReplacingFile.replace(path, with: String(decoding: token, as: UTF8.self) + "\n")
        return try read(path)
    }
}
