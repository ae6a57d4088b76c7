"""Cards in files: CSV and XLSX, read into the store and written from it."""
