import Directory
import DirectorySchema
import MeasuredRules

/// Prints, as LDIF, a schema that offers every attribute that the standard rules read, for workspaces that measure.
@main
enum OfferedSchemaProgram {
    static func main() throws { print(LDIFWriter.write(SchemaPrinter.records(try StandardRules.schema()))) }
}
