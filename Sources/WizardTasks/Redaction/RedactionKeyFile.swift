import Foundation
public import Plans

/// A key for redactions in a file of its owner's.
public enum RedactionKeyFile {
    private static let longest = 4096

    /// Reads the key; a line end behind it is not part of it, so that an editor's makes no other key.
    public static func read(_ path: String) throws -> RedactionKey {
        try SecretReader.checkPrivate(path, "key for redactions")
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw TaskError(.secret, "The key for redactions \(path) cannot be read.")
        }
        var bytes = Array((try? file.read(upToCount: longest + 1)) ?? Data())
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard bytes.count <= longest, let key = RedactionKey(bytes) else {
            throw TaskError(
                .secret,
                "The key for redactions \(path) has to have \(RedactionKey.leastLength) to \(longest) bytes: "
                    + "`head -c 32 /dev/urandom | base64 > FILE` makes one."
            )
        }
        return key
    }
}
