import Diagnostics
import Directory
import Foundation

/// One of the LDIF files that the lab carries, with `@BASE@` where the forest's domain goes.
struct SchemaFile {
    let name: String

    /// The records of the file for one domain.
    func records(below baseDN: String) throws(LabError) -> [LDIFRecord] {
        guard let url = Bundle.module.url(forResource: name, withExtension: "ldif", subdirectory: "Forests"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else {
            throw LabError(.resourceMissing, "The lab's file Forests/\(name).ldif is not there. Build Dryad again.")
        }
        let source = SourceText(name: "Forests/\(name).ldif", text: text.replacing("@BASE@", with: baseDN))
        let result = LDIFReader.read(source)
        guard result.isComplete else {
            let first = result.diagnostics.first.map { "\($0)" } ?? ""
            throw LabError(.resourceMalformed, "The lab's file Forests/\(name).ldif cannot be read: \(first)")
        }
        return result.records
    }
}
