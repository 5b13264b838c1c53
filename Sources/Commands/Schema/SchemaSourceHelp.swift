/// How the source of a schema is written, for every command that takes one.
enum SchemaSourceHelp {
    static let text = """
        A source is a path, an LDAP URL, cache:FOREST, cache:FOREST@VERSION or live:FOREST. A file may be LDIF or LDF of \
        Active Directory's schema, a subschema entry, slapd's .schema or configuration, a published listing, or a \
        connector of an exported configuration; of a folder all files are taken. With + files are put onto a base: \
        cache:contoso.test+exchange.ldf.
        """
}
