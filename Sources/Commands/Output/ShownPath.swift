import Diagnostics
import Foundation

/// A source as people see it: a file below the folder in which they work by the path that they would type.
enum ShownPath {
    static func text(_ source: String) -> String {
        let here = FileManager.default.currentDirectoryPath
        let prefix = here.hasSuffix("/") ? here : here + "/"
        return Terminal.visible(source.hasPrefix(prefix) ? String(source.dropFirst(prefix.count)) : source)
    }
}
