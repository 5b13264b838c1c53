import Foundation
import HTTPTypes
import Hummingbird

/// The stylesheet, the script and the icon: files of the target, read once.
struct AssetFiles: Sendable {
    private let files: [String: (type: String, bytes: [UInt8])]

    /// The endings that are handed out.
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    /// Reads them.
    init() throws {
        guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else {
            throw ConsoleFailure("The stylesheet of the console is missing beside the program. Install Dryad again.")
        }
        var files: [String: (String, [UInt8])] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            guard let type = Self.types[file.pathExtension] else { continue }
            files[file.lastPathComponent] = (type, Array(try Data(contentsOf: file)))
        }
        self.files = files
    }

    /// One of them; nothing where there is none of that name.
    func response(for name: String) -> Response? {
        guard let file = files[name] else { return nil }
        return Response(
            status: .ok,
            headers: [.contentType: file.type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes))
        )
    }
}
